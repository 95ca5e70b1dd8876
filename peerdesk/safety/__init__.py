"""Refusing the network, hardening the process, and measuring what this machine really enforces."""
