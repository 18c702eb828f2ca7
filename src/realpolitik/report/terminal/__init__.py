"""An analysis as plain words on a terminal."""
