"""Tests of the migrations, on every engine."""
