"""The tests of images stand on a published module in a file, as those of writing do."""

from tests.writing.conftest import path as path
