"""Facts from stubs and from the configuration's declarations."""
