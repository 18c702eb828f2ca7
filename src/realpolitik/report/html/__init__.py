"""An analysis as one HTML page: ``page.render(analysis)``, and as a small card for a notebook: ``card.card(analysis)``."""
