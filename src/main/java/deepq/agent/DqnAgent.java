package deepq.agent;

import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import deepq.random.Require;
import deepq.replay.Batch;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A deep Q-network agent (Mnih et al. 2015): the online network that acts and learns, and the target network that it learns
 * towards. As a policy it is greedy. Not for several threads at a time.
 */
public final class DqnAgent implements Policy<float[]> {
    private static final String KIND = "agent 2";

    private final DqnConfig config;
    private final QNetwork online;
    /** The same object as {@link #online} where there is no target network. */
    private final QNetwork target;

    private final float[] scale;
    /** So far. A checkpoint sets it. */
    long updates;
    /** Of the last batch. */
    float[] targets = {};

    float[] tdErrors = {};

    /** An agent that has learned nothing but what the network knows, its online network. The target network is a copy of it. */
    public DqnAgent(DqnConfig config, QNetwork network) {
        this.config = config;
        scale = config.observationScale;
        int inputs = network.inputs();
        boolean fits = scale.length == 0 || scale.length == inputs;
        Require.that(fits, "observationScale has %s factors, but an observation has %s numbers", scale.length, inputs);
        online = network;
        target = config.targetUpdate instanceof TargetUpdate.None ? online : online.copy();
    }

    public DqnConfig config() {
        return config;
    }

    /** The online network, which acts and learns. It sees scaled observations; {@link #qValues} takes them as they come. */
    public QNetwork network() {
        return online;
    }

    /** The network that makes the targets; the online network itself where there is no target network. */
    public QNetwork targetNetwork() {
        return target;
    }

    /** Q(s, a) of each action, for an observation as the environment gives it. */
    public float[] qValues(float[] observation) {
        int inputs = online.inputs();
        int size = observation.length;
        Require.that(size == inputs, "this agent's observations have %s numbers, not %s", inputs, size);
        return online.predict(scaled(observation));
    }

    /** The greedy action; the lowest wins ties. */
    @Override
    public int action(float[] observation) {
        return EpsilonGreedy.argmax(qValues(observation));
    }

    /** A copy of an observation, as the network sees it. */
    float[] scaled(float[] observation) {
        float[] scaled = new float[observation.length];
        scale(observation, scaled, 0);
        return scaled;
    }

    /** Writes one observation, scaled, into an array of several. */
    void scale(float[] observation, float[] to, int at) {
        for (int i = 0; i < observation.length; i++) {
            to[at + i] = scale.length == 0 ? observation[i] : observation[i] * scale[i];
        }
    }

    /**
     * One update, steps 6 to 8 of the algorithm: makes the targets, takes one gradient step of the online network, and updates the
     * target network where that is due. {@link Trainer} calls it with what it has sampled; you may call it with data of your own.
     *
     * @param batch scaled observations
     * @return the loss before the update; NaN, with nothing changed, where the targets are no longer finite numbers, and NaN too
     *     where the network's values are not: training has diverged
     */
    public double learn(Batch batch) {
        if (targets.length != batch.size()) {
            targets = new float[batch.size()];
            tdErrors = new float[batch.size()];
        }
        config.targetRule.targets(batch, online, target, targets);
        if (!finite(targets)) {
            return Double.NaN;
        }
        double learningRate = config.learningRate == null ? online.learningRate() : config.learningRate.at(updates);
        double loss = online.update(batch, targets, learningRate, tdErrors);
        if (!Double.isFinite(loss) || !finite(tdErrors)) {
            return Double.NaN;
        }
        updates++;
        config.targetUpdate.updateTarget(target, online, updates);
        return loss;
    }

    static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a zip of the configuration and the online network, whole or not at all: a file that was there before stays until
     * the new one is complete. Throws IOException with the reason.
     */
    public void save(Path file) throws IOException {
        SavedFile.write(file, KIND, zip -> {
            zip.text("config.txt", config.toString());
            zip.network("network", online);
        });
    }

    /**
     * Reads an agent whose network is a {@link DenseNetwork} or a {@link Dl4jNetwork}, ready to play; or to be trained on, with
     * {@code new Trainer(agent.config(), make, agent.network(), seed)}. Throws IOException with the reason if the file is not a whole
     * agent that this version knows.
     */
    public static DqnAgent load(Path file) throws IOException {
        return SavedFile.read(file, KIND, zip -> {
            String text = zip.text("config.txt");
            DqnConfig config = DqnConfig.parse(text, note -> System.err.println(file + ": " + note));
            return new DqnAgent(config, zip.network("network"));
        });
    }
}
