-- What is new among the public editions of every kit: library catalogues ask from an instant on.
CREATE INDEX kit_edition_published ON kit_edition (published_at, id);
