package org.lamina.formats.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The tensors of several files that make up one checkpoint. Closes all of them when it is closed. */
public final class JoinedTensors implements TensorSource {

    private final List<TensorSource> sources;
    private final Map<String, TensorSource> owners;

    /**
     * @param sources the files, closed together with this; of several tensors with the same name the first counts
     */
    public JoinedTensors(List<? extends TensorSource> sources) {
        this(sources, owners(sources));
    }

    /**
     * @param sources the files, closed together with this
     * @param owners the file of each tensor by its name, in the order in which they are listed
     */
    public JoinedTensors(List<? extends TensorSource> sources, Map<String, TensorSource> owners) {
        this.sources = List.copyOf(sources);
        this.owners = owners;
    }

    private static Map<String, TensorSource> owners(List<? extends TensorSource> sources) {
        Map<String, TensorSource> owners = new LinkedHashMap<>();
        sources.forEach(source -> source.tensors().forEach(tensor -> owners.putIfAbsent(tensor.name(), source)));
        return owners;
    }

    @Override
    public List<TensorInfo> tensors() {
        List<TensorInfo> all = new ArrayList<>();
        owners.forEach((name, source) -> source.find(name).ifPresent(all::add));
        return all;
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(owners.get(name)).flatMap(source -> source.find(name));
    }

    @Override
    public TensorValues values(String name) throws IOException {
        TensorSource source = owners.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        return source.values(name);
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (TensorSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
