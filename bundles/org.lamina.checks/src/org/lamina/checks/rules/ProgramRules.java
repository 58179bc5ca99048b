package org.lamina.checks.rules;

import java.util.List;
import org.lamina.checks.Check;

/** The rules that look at programs and architectures. */
public final class ProgramRules {

    private ProgramRules() {
    }

    /** All of them. */
    public static List<Check> all() {
        return List.of(new LinearStack(), new EndOfNetwork(), new DropoutInProgram(), new LearningRate(),
                new InputRange(), new ValidationOverlap(), new LastActivation(), new ClassCount(), new LabelKind(),
                new RepeatedActivation(), new DropoutPlace(), new UselessBias(), new WindowSize(),
                new StrideOverWindow(), new MissingFlatten(), new SizeMismatch(), new ConstantInitialisation(),
                new ConstantInTorch(), new LayerWidths(), new RepeatedPooling(), new SaturatingStack(),
                new HiddenSoftmax(), new FrozenLayer(), new LatentActivation(), new NoValidation(), new DataOrder(),
                new BatchSize(), new FewEpochs(), new LossAndMetric(), new Gradients(), new GradientOrder(),
                new EvaluationMode(), new OptimizerParameters(), new PreparationDiffers(), new TransformsDiffer(),
                new ScalerFit(), new ChannelOrder(), new UnusedLayer(), new UnusedInProgram(), new MissingValues(),
                new Features(), new ClassBalance(), new InputType(), new InitialiserFit(), new LostPlaces(),
                new WindowOrder(), new FrozenNetwork(), new OptimizerOrder(), new FunctionalDropout(),
                new SoftmaxAxis(), new BroadcastLoss(), new DoubledRegularisation(), new SessionInitialisation(),
                new LossHistory(), new GradientScaling(), new ScheduleStep(), new BatchAxis(),
                new UnguardedLogarithm());
    }
}
