"""What stubs and the configuration's declarations know."""
