/**
 * Reads HDF5 files ("HDF5 File Format Specification Version 3.0") as far as h5py writes them for models: groups of both
 * kinds, attributes with text, and contiguous, compact and chunked datasets of numbers. Every address, length and count
 * is checked against the file before anything is read or allocated, and a file may lie inside another one, as in a zip
 * archive.
 */
package org.lamina.formats.hdf5;
