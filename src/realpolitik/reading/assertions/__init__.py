"""What a text asserts beyond events: claims with hedges, conditionals, rival explanations, scenarios, forecasts,
advice.
"""
