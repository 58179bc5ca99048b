package org.lamina.formats.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small ONNX files, message by message, also such as no exporter would write. */
final class OnnxFileBuilder {

    private final Message graph = new Message();
    private final Message model = new Message().number(1, 8).text(2, "builder").text(3, "1.0")
            .message(8, new Message().text(1, "").number(2, 17));

    /** A message of the wire format. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.out.toByteArray());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        /** A field that announces a length which is not there. */
        Message announced(int field, long length) {
            varint((long) field << 3 | 2);
            varint(length);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] toBytes() {
            return out.toByteArray();
        }
    }

    OnnxFileBuilder input(String name, long... dims) {
        graph.message(11, value(name, dims));
        return this;
    }

    OnnxFileBuilder output(String name) {
        graph.message(12, new Message().text(1, name));
        return this;
    }

    private static Message value(String name, long... dims) {
        Message shape = new Message();
        for (long dim : dims) {
            shape.message(1, dim < 0 ? new Message().text(2, "batch") : new Message().number(1, dim));
        }
        Message tensor = new Message().number(1, 1).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** A tensor of 32-bit floats 0, 1, 2, ... */
    OnnxFileBuilder weights(String name, int... dims) {
        int count = 1;
        for (int dim : dims) {
            count *= dim;
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            raw.putFloat(i);
        }
        return tensor(tensor(name, 1, dims).bytes(9, raw.array()));
    }

    OnnxFileBuilder integers(String name, long... values) {
        Message packed = new Message();
        for (long value : values) {
            packed.varint(value);
        }
        return tensor(tensor(name, 7, values.length).bytes(7, packed.toBytes()));
    }

    static Message tensor(String name, int type, int... dims) {
        Message tensor = new Message();
        for (int dim : dims) {
            tensor.number(1, dim);
        }
        return tensor.number(2, type).text(8, name);
    }

    OnnxFileBuilder tensor(Message tensor) {
        graph.message(5, tensor);
        return this;
    }

    OnnxFileBuilder node(String type, String name, String inputs, String outputs, Message... attributes) {
        graph.message(1, nodeMessage(type, name, inputs, outputs, attributes));
        return this;
    }

    /** Adds a node that was made beforehand. */
    OnnxFileBuilder node(Message node) {
        graph.message(1, node);
        return this;
    }

    /** An entry of a node's metadata; goes to field 9. */
    static Message metadata(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }

    static Message nodeMessage(String type, String name, String inputs, String outputs, Message... attributes) {
        Message node = new Message();
        for (String input : inputs.split(" ")) {
            node.text(1, input);
        }
        for (String output : outputs.split(" ")) {
            node.text(2, output);
        }
        node.text(3, name);
        int colons = type.indexOf("::");
        if (colons > 0) {
            node.text(7, type.substring(0, colons));
        }
        node.text(4, colons > 0 ? type.substring(colons + 2) : type);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        return node;
    }

    static Message attribute(String name, long... values) {
        Message attribute = new Message().text(1, name);
        if (values.length == 1) {
            return attribute.number(3, values[0]);
        }
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute;
    }

    byte[] toBytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(model.toBytes());
        all.writeBytes(new Message().message(7, graph).toBytes());
        return all.toByteArray();
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("net.onnx"), toBytes());
    }
}
