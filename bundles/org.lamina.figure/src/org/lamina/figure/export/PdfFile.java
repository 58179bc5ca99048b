package org.lamina.figure.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** The objects of a PDF file (ISO 32000-1:2008, section 7.5) while it is being made. */
final class PdfFile {

    private final List<byte[]> objects = new ArrayList<>();

    /** Reserves the number of an object that is given later. */
    int reserve() {
        objects.add(new byte[0]);
        return objects.size();
    }

    /** Adds an object; gives its number. */
    int add(String object) {
        int number = reserve();
        set(number, object);
        return number;
    }

    void set(int number, String object) {
        objects.set(number - 1, bytes(object));
    }

    /** Adds a compressed stream; {@code entries} are those of its dictionary beside filter and length. */
    int addStream(String entries, byte[] content) {
        byte[] packed = packed(content);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        append(stream, bytes("<< " + entries + "/Filter /FlateDecode /Length " + packed.length + " >>\nstream\n"));
        append(stream, packed);
        append(stream, bytes("\nendstream"));
        objects.add(stream.toByteArray());
        return objects.size();
    }

    /** The file; {@code catalog} and {@code info} are numbers of objects. */
    byte[] written(int catalog, int info) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        // four bytes above 127 tell programs that the file is binary
        append(file, bytes("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n"));
        StringBuilder places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append(String.format("%010d 00000 n \n", file.size()));
            append(file, bytes((i + 1) + " 0 obj\n"));
            append(file, objects.get(i));
            append(file, bytes("\nendobj\n"));
        }
        int table = file.size();
        append(file, bytes("xref\n0 " + (objects.size() + 1) + "\n" + places + "trailer\n<< /Size "
                + (objects.size() + 1) + " /Root " + catalog + " 0 R /Info " + info + " 0 R >>\nstartxref\n" + table
                + "\n%%EOF\n"));
        return file.toByteArray();
    }

    /** A text for people: UTF-16 with a byte order mark, in hexadecimal digits. */
    static String text(String text) {
        StringBuilder hex = new StringBuilder("<FEFF");
        text.chars().forEach(c -> hex.append(String.format("%04X", c)));
        return hex.append('>').toString();
    }

    private static byte[] packed(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void append(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }
}
