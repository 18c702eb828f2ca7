"""JSON Schema of a case file: what editors complete, explain on hover, and check while one types."""

from __future__ import annotations

from realpolitik.case.schema.building import DRAFTS, Draft, schema

__all__ = ["DRAFTS", "Draft", "schema"]
