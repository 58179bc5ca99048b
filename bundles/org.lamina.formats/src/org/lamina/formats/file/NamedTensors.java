package org.lamina.formats.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/**
 * The tensors of a checkpoint by their names. Closes the files that they lie in when it is closed.
 *
 * @param <T> how the format knows a tensor
 */
public abstract class NamedTensors<T> implements TensorSource {

    private final Map<String, T> members;
    private final List<? extends Closeable> files;

    /**
     * @param members the tensors in the order in which they are listed
     * @param files the files, closed together with this
     */
    protected NamedTensors(Map<String, T> members, List<? extends Closeable> files) {
        this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        this.files = List.copyOf(files);
    }

    /** What is known about a tensor. */
    protected abstract TensorInfo info(String name, T member);

    /**
     * Opens the values of a tensor.
     *
     * @throws IOException if the file can't be read, or the values have a type that can't be decoded
     */
    protected abstract TensorValues values(String name, T member) throws IOException;

    @Override
    public final List<TensorInfo> tensors() {
        return members.entrySet().stream().map(member -> info(member.getKey(), member.getValue())).toList();
    }

    @Override
    public final Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(members.get(name)).map(member -> info(name, member));
    }

    @Override
    public final TensorValues values(String name) throws IOException {
        T member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        return values(name, member);
    }

    @Override
    public final void close() throws IOException {
        FileBytes.closeAll(files);
    }
}
