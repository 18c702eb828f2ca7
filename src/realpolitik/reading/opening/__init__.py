"""From a file to the text that is read: plain text, Markdown, HTML, PDF, standard input."""
