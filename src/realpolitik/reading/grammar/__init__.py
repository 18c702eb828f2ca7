"""Words with their base forms and, where a parser is installed, what each depends on."""
