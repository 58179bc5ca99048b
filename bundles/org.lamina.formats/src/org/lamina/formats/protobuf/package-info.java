/** Reads the wire format of Protocol Buffers field by field, without a schema and without reading what is skipped. */
package org.lamina.formats.protobuf;
