"""What many readers and programs at once ask of the web pages, and how long they wait."""
