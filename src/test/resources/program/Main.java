import deepq.agent.*;
import deepq.env.CartPole;
import deepq.network.Dl4jNetwork;
import deepq.policy.Schedule;
import deepq.replay.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import tech.tablesaw.api.*;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.components.*;

/** The end of notebook 09 as a program: network, recipe, training, five episodes, the mean of 100, a plot, and the agent saved. */
public class Main {
    public static void main(String[] args) throws IOException {
        long seed = 1;
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed).weightInit(WeightInit.RELU_UNIFORM).updater(new Adam(1e-3)).list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(32).activation(Activation.RELU).build())
                .layer(new DenseLayer.Builder().nIn(32).nOut(32).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(32).nOut(2)
                        .activation(Activation.IDENTITY).build())
                .build());
        model.init();

        DqnConfig recipe = new DqnConfig()
                .observationScale(1 / 2.4f, 1 / 2f, 1 / 0.2095f, 1 / 2f)
                .gamma(0.99)
                .nStep(3)
                .epsilon(Schedule.linear(1, 0.3, 8_000))
                .replay(Replay.uniform(50_000))
                .batchSize(128)
                .learningStarts(500)
                .targetUpdate(TargetUpdate.every(100))
                .learningRate(Schedule.linear(5e-3, 1e-5, 20_000))
                .maxSteps(30_000)
                .stop(StopRule.atMean(490, 250));
        Trainer trainer = new Trainer(recipe, CartPole::v1, Dl4jNetwork.of(model), seed);
        TrainingLog log = trainer.run();
        System.out.println(log);

        DqnAgent agent = trainer.agent();
        for (double steps : Evaluation.of(agent, CartPole::v1, 5, 100).returns()) {
            System.out.println("episode of " + steps + " steps");
        }
        System.out.println(trainer.evaluate(100));

        Table tested = Table.create("tests",
                LongColumn.create("step",
                        log.tests().stream().mapToLong(TrainingLog.Test::step).toArray()),
                DoubleColumn.create("mean return",
                        log.tests().stream().mapToDouble(TrainingLog.Test::mean).toArray()));
        Figure plot = LinePlot.create("Tests of your agent", tested, "step", "mean return");
        Files.writeString(Path.of("tests.html"), Page.pageBuilder(plot, "tests").build().asJavascript());
        agent.save(Path.of("cartpole.agent"));
    }
}
