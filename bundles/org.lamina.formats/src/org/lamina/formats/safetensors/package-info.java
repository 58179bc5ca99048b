/**
 * safetensors files: the length of the header as an unsigned 64-bit number, the header as JSON, and the values, all
 * little-endian (format description in the safetensors project's README).
 */
package org.lamina.formats.safetensors;
