"""Every SELECT on dues. The scope comes first, always."""
