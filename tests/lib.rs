//! The tests stand beside this file; the library is empty.
