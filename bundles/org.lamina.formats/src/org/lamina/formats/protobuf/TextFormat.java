package org.lamina.formats.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.lamina.formats.protobuf.MessageSchema.Field;
import org.lamina.formats.protobuf.MessageSchema.Kind;
import org.lamina.formats.protobuf.TextScanner.Token;

/**
 * Turns the text format of Protocol Buffers ("Text Format Language Specification") into the wire format, so that one
 * reader serves both. Fields that the schema does not know are passed over, as a {@link WireReader} passes over numbers
 * that it is not asked for. Numbers of one run, {@code ints: 1 ints: 2}, become one packed field.
 */
public final class TextFormat {

    private static final int MAX_DEPTH = 64;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final TextScanner scanner;
    private final MessageSchema schema;
    private final WireBuffer out;

    private TextFormat(byte[] text, MessageSchema schema) throws WireFormatException {
        this.scanner = new TextScanner(text);
        this.schema = schema;
        this.out = new WireBuffer(text.length / 2);
    }

    /**
     * Turns a message into the wire format.
     *
     * @param text the message in UTF-8
     * @param message the name of the message in the schema
     * @throws WireFormatException if it is no message in the text format, or contradicts the schema
     */
    public static byte[] toWire(byte[] text, MessageSchema schema, String message) throws WireFormatException {
        TextFormat format = new TextFormat(text, schema);
        format.fields(message, 0);
        if (format.scanner.token() != Token.END) {
            throw format.scanner.unexpected("the name of a field");
        }
        return format.out.toBytes();
    }

    /**
     * The names of the outermost fields at the beginning of a text, which may be cut off anywhere, in their order.
     * Empty if it is not in the text format.
     */
    public static List<String> outermostFields(byte[] head) {
        List<String> names = new ArrayList<>();
        try {
            TextScanner scanner = new TextScanner(head);
            while (scanner.token() == Token.NAME) {
                String name = scanner.text();
                scanner.next();
                boolean hasColon = scanner.skip(':');
                if (!hasColon && !scanner.is('{') && !scanner.is('<')) {
                    return scanner.token() == Token.END ? names : List.of();
                }
                names.add(name);
                skipValue(scanner, 0);
                separator(scanner);
            }
            return scanner.token() == Token.END ? names : List.of();
        } catch (WireFormatException e) {
            return names;
        }
    }

    private static void separator(TextScanner scanner) throws WireFormatException {
        if (!scanner.skip(',')) {
            scanner.skip(';');
        }
    }

    private void fields(String message, int depth) throws WireFormatException {
        Field open = null;
        int start = 0;
        while (scanner.token() == Token.NAME || scanner.is('[')) {
            Field field = scanner.token() == Token.NAME ? schema.field(message, scanner.text()) : null;
            if (open != null && field != open) {
                out.end(start);
                open = null;
            }
            if (field == null) {
                skipField();
            } else if (field.kind() == Kind.INTS || field.kind() == Kind.FLOATS || field.kind() == Kind.DOUBLES) {
                if (open == null) {
                    tag(field, BYTES);
                    start = out.begin();
                    open = field;
                }
                scanner.next();
                values(field, depth);
            } else {
                scanner.next();
                values(field, depth);
            }
            separator(scanner);
        }
        if (open != null) {
            out.end(start);
        }
    }

    /** Goes past a field that the schema does not know, or an extension: {@code [name] { ... }}. */
    private void skipField() throws WireFormatException {
        if (scanner.skip('[')) {
            while (!scanner.is(']')) {
                if (scanner.token() == Token.END) {
                    throw scanner.unexpected("the end of an extension's name");
                }
                scanner.next();
            }
        }
        scanner.next();
        if (!scanner.skip(':') && !scanner.is('{') && !scanner.is('<')) {
            throw scanner.unexpected("':' or '{' behind the name of a field");
        }
        skipValue(scanner, 0);
    }

    private static void skipValue(TextScanner scanner, int depth) throws WireFormatException {
        if (depth > MAX_DEPTH) {
            throw scanner.unexpected("messages nested at most " + MAX_DEPTH + " deep");
        } else if (scanner.is('{') || scanner.is('<') || scanner.is('[')) {
            scanner.next();
            while (!scanner.is('}') && !scanner.is('>') && !scanner.is(']')) {
                if (scanner.token() == Token.END) {
                    throw scanner.unexpected("the end of a message");
                } else if (scanner.is('{') || scanner.is('<') || scanner.is('[')) {
                    skipValue(scanner, depth + 1);
                } else {
                    scanner.next();
                }
            }
            scanner.next();
        } else if (scanner.token() == Token.STRING) {
            while (scanner.token() == Token.STRING) {
                scanner.next();
            }
        } else {
            scanner.skip('-');
            if (scanner.token() != Token.NAME && scanner.token() != Token.NUMBER) {
                throw scanner.unexpected("a value");
            }
            scanner.next();
        }
    }

    /** The value of a field, or the list of its values. */
    private void values(Field field, int depth) throws WireFormatException {
        boolean hasColon = scanner.skip(':');
        if (!hasColon && field.kind() != Kind.MESSAGE) {
            throw scanner.unexpected("':' behind the name of a field");
        }
        if (!scanner.skip('[')) {
            value(field, depth);
            return;
        }
        while (!scanner.is(']')) {
            value(field, depth);
            if (!scanner.skip(',') && !scanner.is(']')) {
                throw scanner.unexpected("',' or ']' in a list");
            }
        }
        scanner.next();
    }

    private void value(Field field, int depth) throws WireFormatException {
        switch (field.kind()) {
            case INT -> {
                tag(field, VARINT);
                out.varint(whole(field));
            }
            case INTS -> out.varint(whole(field));
            case FLOAT -> {
                tag(field, FIXED32);
                out.fixed(Float.floatToRawIntBits(Float.parseFloat(decimal())), 4);
            }
            case FLOATS -> out.fixed(Float.floatToRawIntBits(Float.parseFloat(decimal())), 4);
            case DOUBLE -> {
                tag(field, FIXED64);
                out.fixed(Double.doubleToRawLongBits(Double.parseDouble(decimal())), 8);
            }
            case DOUBLES -> out.fixed(Double.doubleToRawLongBits(Double.parseDouble(decimal())), 8);
            case BYTES -> bytes(field);
            default -> message(field, depth);
        }
    }

    private void tag(Field field, int wireType) {
        out.varint((long) field.number() << 3 | wireType);
    }

    private void message(Field field, int depth) throws WireFormatException {
        boolean isAngled = scanner.is('<');
        if (!isAngled && !scanner.is('{')) {
            throw scanner.unexpected("'{' in front of the fields of a message");
        } else if (depth >= MAX_DEPTH) {
            throw scanner.unexpected("messages nested at most " + MAX_DEPTH + " deep");
        }
        scanner.next();
        tag(field, BYTES);
        int start = out.begin();
        fields(field.type(), depth + 1);
        if (!scanner.skip(isAngled ? '>' : '}')) {
            throw scanner.unexpected("a field or the end of a message");
        }
        out.end(start);
    }

    /** A text, which may be written in several pieces. */
    private void bytes(Field field) throws WireFormatException {
        if (scanner.token() != Token.STRING) {
            throw scanner.unexpected("a quoted text");
        }
        tag(field, BYTES);
        int start = out.begin();
        while (scanner.token() == Token.STRING) {
            scanner.unquote(out);
            scanner.next();
        }
        out.end(start);
    }

    private long whole(Field field) throws WireFormatException {
        boolean isNegative = scanner.skip('-');
        if (scanner.token() == Token.NAME && !isNegative) {
            Long constant = schema.constant(field.type(), scanner.text());
            if (constant == null) {
                constant = switch (scanner.text()) {
                    case "true", "True", "t" -> 1L;
                    case "false", "False", "f" -> 0L;
                    default -> throw scanner.unexpected("a whole number or the name of one");
                };
            }
            scanner.next();
            return constant;
        }
        String digits = scanner.token() == Token.NUMBER ? scanner.text() : "";
        try {
            boolean isHexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
            boolean isOctal = !isHexadecimal && digits.length() > 1 && digits.startsWith("0");
            long value = isHexadecimal ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseUnsignedLong(digits, isOctal ? 8 : 10);
            scanner.next();
            return isNegative ? -value : value;
        } catch (NumberFormatException e) {
            throw scanner.unexpected("a whole number");
        }
    }

    /** A number as Java writes it. */
    private String decimal() throws WireFormatException {
        String sign = scanner.skip('-') ? "-" : "";
        String written = scanner.text();
        String number = written.toLowerCase(Locale.ROOT);
        if (scanner.token() == Token.NAME && (number.equals("inf") || number.equals("infinity"))) {
            number = "Infinity";
        } else if (scanner.token() == Token.NAME && number.equals("nan")) {
            number = "NaN";
        } else if (scanner.token() != Token.NUMBER || !number.matches("[0-9.]+(e[+-]?[0-9]+)?f?")
                || number.indexOf('.') != number.lastIndexOf('.')) {
            throw scanner.unexpected("a number");
        }
        scanner.next();
        return sign + number;
    }
}
