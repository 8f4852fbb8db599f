"""Tests of the room of people and companies."""
