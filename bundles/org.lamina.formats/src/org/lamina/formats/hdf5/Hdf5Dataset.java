package org.lamina.formats.hdf5;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/**
 * An array in an HDF5 file.
 *
 * @param path its path in the file without a slash at its start
 * @param type the type of its elements; UNKNOWN for those that no framework stores
 * @param order the order of the bytes of an element
 * @param shape its shape
 * @param contents where its elements are
 */
public record Hdf5Dataset(String path, ElementType type, ByteOrder order, Shape shape, Contents contents) {

    /** Where elements are: in one run, in chunks, or nowhere that Lamina reads. */
    public sealed interface Contents {

        /** Elements that follow each other from a place in the file on. */
        record Run(long position) implements Contents {
        }

        /** Elements in blocks of one size, perhaps compressed. */
        record Chunks(ChunkTable table) implements Contents {
        }

        /** Elements that can't be read, and why, as a phrase that follows the tensor's name. */
        record Unreadable(String reason) implements Contents {
        }
    }

    /**
     * Opens its values.
     *
     * @param bytes the file
     * @param name the name to give to the tensor
     * @throws IOException if they can't be decoded
     */
    public TensorValues values(FileBytes bytes, String name) throws IOException {
        TensorInfo info = info(name);
        if (contents instanceof Contents.Run run) {
            return StoredTensor.contiguous(info, run.position()).ordered(order).values(bytes);
        } else if (contents instanceof Contents.Chunks chunks) {
            return new ChunkedValues(bytes, info, order, chunks.table());
        }
        throw new IOException("tensor " + name + " " + ((Contents.Unreadable) contents).reason());
    }

    /** What is known about it, as a tensor of this name. */
    public TensorInfo info(String name) {
        return new TensorInfo(name, type, shape, type.bytes(shape.count().orElse(0)));
    }

    /** Reads the description of a dataset. */
    static Hdf5Dataset read(Storage storage, String path, ObjectHeader header, Map<String, List<String>> attributes)
            throws ModelFormatException, IOException {
        Block space = required(storage, header, ObjectHeader.DATASPACE, path);
        Shape shape = Dataspace.read(space);
        Datatype datatype = Datatype.read(required(storage, header, ObjectHeader.DATATYPE, path));
        boolean isBfloat = datatype.isOpaque() && datatype.size() == 2
                && attributes.getOrDefault("dtype", List.of()).contains("bfloat16");
        ElementType type = isBfloat ? ElementType.BFLOAT16 : datatype.type();
        try {
            type.bytes(shape.count().orElse(0));
        } catch (ArithmeticException e) {
            throw storage.broken("a size of dataset " + path + " that fits 64 bits", "shape " + shape);
        }
        Contents contents = new DatasetLayout(storage, path, type, shape, Dataspace.limits(space, shape)).read(header);
        return new Hdf5Dataset(path, type, datatype.order(), shape, contents);
    }

    private static Block required(Storage storage, ObjectHeader header, int type, String path)
            throws ModelFormatException, IOException {
        return header.find(type).orElseThrow(() -> storage.broken("shape and type of dataset " + path, "none"));
    }
}
