"""What happens next: actors who choose, nature that strikes, time that passes, and moves that were seen."""
