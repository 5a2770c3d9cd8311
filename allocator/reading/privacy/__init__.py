"""Who is who stays outside: names and numbers become ids, and the key to them is a file of its own."""

from allocator.reading.personal import Kind, looks_personal
from allocator.reading.privacy.ages import with_ages_only
from allocator.reading.privacy.key import Key, key_beside, read_key, write_key
from allocator.reading.privacy.pseudonyms import with_clean_workers, without_names

__all__ = [
    "Key",
    "Kind",
    "key_beside",
    "looks_personal",
    "read_key",
    "with_ages_only",
    "with_clean_workers",
    "without_names",
    "write_key",
]
