"""What a case means: names looked up, numbers that must fit each other, states and dates that must exist."""

from realpolitik.case.meaning.all_checks import check_meaning

__all__ = ["check_meaning"]
