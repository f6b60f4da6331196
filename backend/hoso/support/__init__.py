"""What every stage stands on and which knows no stage."""
