"""What happened: who did what to whom, when, meant how, and said by whom."""
