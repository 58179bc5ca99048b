package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.formats.file.StoredTensor;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The tensors of one file. Closes the file when it is closed. */
final class GgufTensors extends NamedTensors<GgufTensors.Member> {

    /**
     * A tensor.
     *
     * @param info what is known about it
     * @param type how it is stored; null if that is not known
     * @param position the byte of its first value in the file
     */
    record Member(TensorInfo info, GgmlType type, long position) {
    }

    private final FileBytes bytes;
    private final ByteOrder order;

    GgufTensors(FileBytes bytes, ByteOrder order, List<Member> members) {
        super(byName(members), List.of(bytes));
        this.bytes = bytes;
        this.order = order;
    }

    private static Map<String, Member> byName(List<Member> members) {
        Map<String, Member> byName = new LinkedHashMap<>();
        members.forEach(member -> byName.putIfAbsent(member.info().name(), member));
        return byName;
    }

    @Override
    protected TensorInfo info(String name, Member member) {
        return member.info();
    }

    @Override
    protected TensorValues values(String name, Member member) throws IOException {
        if (member.type() == null || member.type().elements().bits() == 0
                && !BlockDecoder.isDecodable(member.type())) {
            throw new IOException("the values of tensor " + name + " are stored as " + member.info().encoding()
                    + ", which can't be shown as numbers");
        } else if (member.type().elements().bits() == 0) {
            return new BlockValues(bytes, member.info(), member.type(), member.position(), order);
        }
        return StoredTensor.contiguous(member.info(), member.position()).ordered(order).values(bytes);
    }
}
