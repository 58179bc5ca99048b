package org.lamina.formats.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.VarintValues;
import org.lamina.formats.onnx.OnnxTensor.Encoding;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The constant tensors of a file and of the files that lie beside it (ONNX, "External Data"). */
final class OnnxTensors extends NamedTensors<OnnxTensors.Member> {

    /**
     * A tensor.
     *
     * @param info what is known about it
     * @param tensor what the file says of it
     * @param bytes the file that holds its values; null if that is missing or too short
     * @param position where they are in the file
     */
    record Member(TensorInfo info, OnnxTensor tensor, FileBytes bytes, long position) {
    }

    private OnnxTensors(Map<String, Member> members, Collection<FileBytes> files) {
        super(members, List.copyOf(files));
    }

    /**
     * Finds the values of these tensors.
     *
     * @param bytes the model, closed together with the tensors, or by the caller if this fails
     * @param warnings filled with a sentence for each file that is missing or too short
     * @throws ModelFormatException if a tensor claims to lie outside the model's folder
     */
    static OnnxTensors of(FileBytes bytes, Collection<OnnxTensor> tensors, List<String> warnings)
            throws ModelFormatException, IOException {
        Map<Path, List<Member>> beside = new LinkedHashMap<>();
        Map<String, Member> members = new LinkedHashMap<>();
        for (OnnxTensor tensor : tensors) {
            long size = tensor.dtype().bytes(tensor.shape().count().orElse(0));
            TensorInfo info = new TensorInfo(tensor.name(), tensor.dtype(), tensor.shape(), size);
            boolean isExternal = tensor.encoding() == Encoding.EXTERNAL;
            Member member = new Member(info, tensor, isExternal ? null : bytes,
                    isExternal ? offset(bytes.file(), tensor) : tensor.position());
            members.put(tensor.name(), member);
            if (isExternal) {
                beside.computeIfAbsent(beside(bytes.file(), tensor), path -> new ArrayList<>()).add(member);
            }
        }
        List<FileBytes> files = new ArrayList<>();
        try {
            for (Map.Entry<Path, List<Member>> entry : beside.entrySet()) {
                open(entry.getKey(), entry.getValue(), members, files, warnings);
            }
        } catch (IOException e) {
            FileBytes.closeAll(files);
            throw e;
        }
        files.add(bytes);
        return new OnnxTensors(members, files);
    }

    private static void open(Path path, List<Member> expected, Map<String, Member> members, List<FileBytes> files,
            List<String> warnings) throws IOException {
        if (!Files.isRegularFile(path)) {
            warnings.add("The file " + path.getFileName() + " with the values of " + expected.size()
                    + " tensors is missing; put it beside the model to read them.");
            return;
        }
        FileBytes bytes = FileBytes.open(path);
        files.add(bytes);
        int cut = 0;
        for (Member member : expected) {
            if (bytes.contains(member.position(), member.info().bytes())) {
                members.put(member.info().name(),
                        new Member(member.info(), member.tensor(), bytes, member.position()));
            } else {
                cut++;
            }
        }
        if (cut > 0) {
            warnings.add("The file " + path.getFileName() + " is too short for " + cut
                    + " tensors; it may not have been copied whole.");
        }
    }

    /**
     * The file beside the model. It may be a link into the folder in which the model itself really lies, as in caches
     * of downloaded models.
     */
    private static Path beside(Path file, OnnxTensor tensor) throws ModelFormatException, IOException {
        String location = tensor.external().getOrDefault("location", "");
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path place = folder.resolve(location).normalize();
            boolean isBeside = !location.isEmpty() && !Path.of(location).isAbsolute() && place.startsWith(folder);
            if (isBeside && (!Files.exists(place) || place.toRealPath().startsWith(folder.toRealPath())
                    || place.toRealPath().startsWith(file.toRealPath().getParent()))) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new ModelFormatException(file, "a file name for the values of " + tensor.name(), location, e);
        }
        throw new ModelFormatException(file, "the values of " + tensor.name() + " in the folder of the model",
                "the location '" + location + "' outside");
    }

    private static long offset(Path file, OnnxTensor tensor) throws ModelFormatException {
        String offset = tensor.external().getOrDefault("offset", "0");
        if (!offset.matches("\\d{1,18}")) {
            throw new ModelFormatException(file, "an offset for the values of " + tensor.name(), "'" + offset + "'");
        }
        return Long.parseLong(offset);
    }

    @Override
    protected TensorInfo info(String name, Member member) {
        return member.info();
    }

    @Override
    protected TensorValues values(String name, Member member) throws IOException {
        OnnxTensor tensor = member.tensor();
        if (tensor.encoding() == Encoding.VARINTS) {
            return new VarintValues(member.bytes(), member.info(), member.position());
        } else if (tensor.encoding() != Encoding.NONE && member.bytes() != null) {
            return StoredTensor.contiguous(member.info(), member.position()).values(member.bytes());
        } else if (tensor.small().size() == member.info().count()) {
            return new SmallValues(member.info(), tensor.small());
        }
        throw new IOException("the file does not hold the values of tensor " + name + " in a form that can be read");
    }

    /** The values of a small tensor, which were read with the graph. */
    private record SmallValues(TensorInfo info, List<Number> values) implements TensorValues {
        @Override
        public int read(long from, double[] into) {
            int count = (int) Math.max(0, Math.min(into.length, values.size() - from));
            for (int i = 0; i < count; i++) {
                into[i] = values.get((int) from + i).doubleValue();
            }
            return count;
        }
    }
}
