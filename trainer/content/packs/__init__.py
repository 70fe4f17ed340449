"""Room `content`, packs: scenarios and customers that a team keeps and passes on. Reads, checks, keeps; trusts nothing.

A pack is a folder, a .zip or a .tar.gz: `pack.yaml` with the hash of every file, `personas/` and `scenarios/`.
Needs the standard library, pydantic and YAML; a signature is checked by the package cryptography where it is there.
"""
