"""Messages to and from the host, whichever thread sends or reads them."""
