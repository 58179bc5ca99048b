package org.lamina.formats.tflite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lamina.model.ModelFormatException;

/** A table of a FlatBuffers file: fields by number, each of which may be missing. */
final class FlatTable {

    private static final int MAX_LIST = 1 << 22;

    private final FlatBuffer buffer;
    private final long position;
    private final long fields;
    private final int fieldBytes;

    /**
     * @param position where the table starts
     * @throws ModelFormatException if its list of fields is not in the file
     */
    FlatTable(FlatBuffer buffer, long position) throws ModelFormatException, IOException {
        this.buffer = buffer;
        this.position = position;
        this.fields = position - buffer.int32(position);
        buffer.require(fields, 4);
        this.fieldBytes = buffer.uint16(fields);
        buffer.require(fields, fieldBytes);
        buffer.spend(1);
    }

    /** Where the value of a field is; -1 if it is missing. */
    private long place(int field) throws ModelFormatException, IOException {
        int entry = 4 + 2 * field;
        int offset = entry + 2 > fieldBytes ? 0 : buffer.uint16(fields + entry);
        return offset == 0 ? -1 : position + offset;
    }

    int int32(int field, int otherwise) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? otherwise : buffer.int32(place);
    }

    long int64(int field, long otherwise) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? otherwise : buffer.int64(place);
    }

    int int8(int field, int otherwise) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? otherwise : buffer.int8(place);
    }

    float float32(int field, float otherwise) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? otherwise : buffer.float32(place);
    }

    String text(int field) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? "" : buffer.text(buffer.follow(place));
    }

    Optional<FlatTable> table(int field) throws ModelFormatException, IOException {
        long place = place(field);
        return place < 0 ? Optional.empty() : Optional.of(buffer.table(place));
    }

    List<FlatTable> tables(int field) throws ModelFormatException, IOException {
        List<FlatTable> tables = new ArrayList<>();
        Run run = run(field, 4);
        for (long i = 0; i < run.count(); i++) {
            tables.add(buffer.table(run.start() + 4 * i));
        }
        return tables;
    }

    List<Long> int32s(int field) throws ModelFormatException, IOException {
        List<Long> numbers = new ArrayList<>();
        Run run = run(field, 4);
        for (long i = 0; i < run.count(); i++) {
            numbers.add((long) buffer.int32(run.start() + 4 * i));
        }
        return numbers;
    }

    List<Long> int64s(int field) throws ModelFormatException, IOException {
        List<Long> numbers = new ArrayList<>();
        Run run = run(field, 8);
        for (long i = 0; i < run.count(); i++) {
            numbers.add(buffer.int64(run.start() + 8 * i));
        }
        return numbers;
    }

    List<Double> float32s(int field) throws ModelFormatException, IOException {
        List<Double> numbers = new ArrayList<>();
        Run run = run(field, 4);
        for (long i = 0; i < run.count(); i++) {
            numbers.add((double) buffer.float32(run.start() + 4 * i));
        }
        return numbers;
    }

    /**
     * A run of bytes in the file.
     *
     * @param start its first byte
     * @param count how many elements it has
     */
    record Run(long start, long count) {
    }

    /** The bytes that a field holds, without reading them. */
    Run bytes(int field) throws ModelFormatException, IOException {
        long place = place(field);
        if (place < 0) {
            return new Run(0, 0);
        }
        long target = buffer.follow(place);
        long count = buffer.uint32(target);
        buffer.require(target + 4, count);
        return new Run(target + 4, count);
    }

    private Run run(int field, int elementSize) throws ModelFormatException, IOException {
        long place = place(field);
        if (place < 0) {
            return new Run(0, 0);
        }
        long target = buffer.follow(place);
        long count = buffer.uint32(target);
        buffer.require(target + 4, count * elementSize);
        buffer.spend(count);
        if (count > MAX_LIST) {
            throw buffer.broken("a list of at most " + MAX_LIST + " elements", count + " elements");
        }
        return new Run(target + 4, count);
    }
}
