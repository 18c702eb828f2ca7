"""An analysis as one HTML page (``page.render(analysis)``) and as a card for a notebook (``card.card(analysis)``)."""
