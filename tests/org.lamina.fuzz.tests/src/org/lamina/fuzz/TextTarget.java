package org.lamina.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.protobuf.MessageSchema;
import org.lamina.formats.protobuf.TextFormat;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;

/** Messages in the text format of Protocol Buffers. What is taken must be a message in the wire format. */
record TextTarget() implements Target {

    private static final String MESSAGE = "Node";
    private static final MessageSchema SCHEMA = new MessageSchema("""
            message Node
            name 1 bytes
            size 2 int
            sizes 3 ints
            scale 4 float
            scales 5 floats
            exact 6 doubles
            child 7 Node
            colour 8 Colour

            enum Colour
            RED 3
            """);

    @Override
    public String name() {
        return "text";
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        TextFormat.outermostFields(bytes);
        byte[] wire;
        try {
            wire = TextFormat.toWire(bytes, SCHEMA, MESSAGE);
        } catch (WireFormatException refused) {
            // As promised: one clear error.
            return;
        }
        WireReader message = new WireReader(FileBytes.of(Path.of("fuzzed.txt"), wire));
        while (message.next()) {
            if (message.field() < 1 || message.field() > 8) {
                throw new IllegalStateException("the field " + message.field());
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return Stream.of("name: 'a\\n\\\"\\303\\244' # a comment\n \"\\u20ac\\'\\x62\"",
                "size: -7 size: 0xFf size: 010",
                "sizes: [1, 2] sizes: 3 scales: 1.5e-3f scales: -inf exact: nan scale: .5", "colour: RED colour: 3",
                "child { name: 'b' child < size: true > }; child: { } [a.b/c]: 1 unknown { x: [ { y: 1 } ] }")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
