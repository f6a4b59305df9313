"""What is known about a page beside its text: title, date, source, language, document number, places, industries."""
