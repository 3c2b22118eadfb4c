//! Whole charts.
