"""Which media are watched: one TOML entry a medium, validated when it is read."""
