"""The parts of a case: one pydantic model per thing an analyst can assert."""
