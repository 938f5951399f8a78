"""Rules → messages: what changed and whom to tell, each thing once."""
