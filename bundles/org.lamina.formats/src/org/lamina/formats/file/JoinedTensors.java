package org.lamina.formats.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The tensors of several files that make up one checkpoint. Closes all of them when it is closed. */
public final class JoinedTensors extends NamedTensors<TensorSource> {

    /**
     * @param sources the files, closed together with this; of several tensors with the same name the first counts
     */
    public JoinedTensors(List<? extends TensorSource> sources) {
        this(sources, owners(sources));
    }

    /**
     * @param sources the files, closed together with this
     * @param owners the file that has the tensor, for each by its name in the order in which they are listed
     */
    public JoinedTensors(List<? extends TensorSource> sources, Map<String, TensorSource> owners) {
        super(owners, sources);
    }

    private static Map<String, TensorSource> owners(List<? extends TensorSource> sources) {
        Map<String, TensorSource> owners = new LinkedHashMap<>();
        sources.forEach(source -> source.tensors().forEach(tensor -> owners.putIfAbsent(tensor.name(), source)));
        return owners;
    }

    @Override
    protected TensorInfo info(String name, TensorSource owner) {
        return owner.find(name).orElseThrow();
    }

    @Override
    protected TensorValues values(String name, TensorSource owner) throws IOException {
        return owner.values(name);
    }
}
