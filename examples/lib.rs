//! The examples stand beside this file: each is a program for one need.
