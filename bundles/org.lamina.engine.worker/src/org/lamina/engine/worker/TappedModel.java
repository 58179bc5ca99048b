package org.lamina.engine.worker;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import org.lamina.engine.worker.taps.TapRewriter;

/** A loaded model with taps, in evaluation mode: dropout off, batch normalisation by its running statistics. */
final class TappedModel implements AutoCloseable {

    private final NDManager manager;
    private final PtSymbolBlock block;

    private TappedModel(NDManager manager, PtSymbolBlock block) {
        this.manager = manager;
        this.block = block;
    }

    /**
     * Loads a file.
     *
     * @throws EngineException if PyTorch does not take it
     */
    static TappedModel load(Torch torch, Path file) {
        NDManager manager = torch.newManager();
        try {
            PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, file, false, new String[0],
                    new String[0], false);
            JniUtils.enableInferenceMode(block);
            return new TappedModel(manager, block);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** A scope for the tensors of a part of the work. */
    NDManager newScope() {
        return manager.newSubManager();
    }

    /**
     * Runs the model.
     *
     * @param scope what the results belong to
     * @return what was kept, by the keys of the rewritten code
     * @throws EngineException if the model does not run on the input
     */
    NDList run(NDArray input, NDManager scope) {
        try (IValue argument = IValue.from((PtNDArray) input);
                IValue result = IValueUtils.runMethod(block, TapRewriter.METHOD, argument)) {
            return result.toNDList((PtNDManager) scope);
        }
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
