package org.lamina.formats.safetensors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** Tensors that lie in several files. Closes all of them. */
final class ShardedTensors implements TensorSource {

    private final List<TensorSource> sources;
    private final Map<String, TensorSource> owners;

    /**
     * @param sources the files
     * @param owners the file of each tensor by its name, in the order in which they are listed
     */
    ShardedTensors(List<TensorSource> sources, Map<String, TensorSource> owners) {
        this.sources = List.copyOf(sources);
        this.owners = owners;
    }

    @Override
    public List<TensorInfo> tensors() {
        List<TensorInfo> tensors = new ArrayList<>();
        owners.forEach((name, source) -> source.find(name).ifPresent(tensors::add));
        return tensors;
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
        IOException problem = null;
        for (TensorSource source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                if (problem == null) {
                    problem = e;
                } else {
                    problem.addSuppressed(e);
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
