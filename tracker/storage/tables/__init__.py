"""The schema, one module per table group; `tracker.storage.schema` names them all."""
