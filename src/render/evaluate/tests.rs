//! Templates alone.
