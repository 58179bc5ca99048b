package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The tensors of one file. Closes the file when it is closed. */
final class GgufTensors implements TensorSource {

    /**
     * A tensor.
     *
     * @param info what is known about it
     * @param type how it is stored
     * @param position the byte of its first value in the file
     */
    record Member(TensorInfo info, GgmlType type, long position) {
    }

    private final FileBytes bytes;
    private final ByteOrder order;
    private final Map<String, Member> members = new LinkedHashMap<>();

    GgufTensors(FileBytes bytes, ByteOrder order, List<Member> members) {
        this.bytes = bytes;
        this.order = order;
        members.forEach(member -> this.members.putIfAbsent(member.info().name(), member));
    }

    @Override
    public List<TensorInfo> tensors() {
        return members.values().stream().map(Member::info).toList();
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(members.get(name)).map(Member::info);
    }

    @Override
    public TensorValues values(String name) throws IOException {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        } else if (member.type() == null || member.type().elements().bits() == 0
                && !BlockDecoder.isDecodable(member.type())) {
            throw new IOException("the values of tensor " + name + " are stored as " + member.info().encoding()
                    + ", which can't be shown as numbers");
        } else if (member.type().elements().bits() == 0) {
            return new BlockValues(bytes, member.info(), member.type(), member.position(), order);
        }
        return StoredTensor.contiguous(member.info(), member.position()).ordered(order).values(bytes);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
