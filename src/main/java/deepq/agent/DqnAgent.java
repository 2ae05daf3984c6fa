package deepq.agent;

import deepq.network.Architecture;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.policy.Policy;
import deepq.random.Pcg64;
import deepq.replay.Batch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A deep Q-network agent (Mnih et al. 2015): the online network that acts and learns, and the target network that it learns
 * towards. As a policy it is greedy. Not for several threads at a time.
 */
public final class DqnAgent implements Policy<float[]> {
    private static final String MAGIC = "DEEPQ-AGENT";
    private static final int VERSION = 1;

    private final DqnConfig config;
    private final QNetwork online;
    /** The same object as {@link #online} where there is no target network. */
    private final QNetwork target;

    private final float[] scale;
    private float[] qNextOnline = {};
    private float[] qNextTarget = {};

    DqnAgent(DqnConfig config, int inputs, int actions, Pcg64 weights) {
        this.config = config;
        scale = config.observationScale();
        if (scale.length != 0 && scale.length != inputs) {
            throw new IllegalArgumentException("observationScale has " + scale.length
                    + " factors, but an observation of this environment has " + inputs + " numbers");
        }
        online = config.backend().network(config.architecture(inputs, actions), weights);
        target = config.target() instanceof TargetUpdate.None ? online : online.copy();
    }

    public DqnConfig config() {
        return config;
    }

    /** The network that acts and learns. It sees scaled observations; {@link #qValues} takes them as they come. */
    public QNetwork online() {
        return online;
    }

    /** The network that makes the targets; the online network itself where there is no target network. */
    public QNetwork target() {
        return target;
    }

    /** Q(s, a) of each action, for an observation as the environment gives it. */
    public float[] qValues(float[] observation) {
        if (observation.length != online.inputs()) {
            throw new IllegalArgumentException(
                    "this agent's observations have " + online.inputs() + " numbers, not " + observation.length);
        }
        float[] scaled = new float[observation.length];
        scale(observation, 0, scaled, 0);
        float[] q = new float[online.outputs()];
        online.predict(scaled, 1, q);
        return q;
    }

    /** The greedy action; the lowest wins ties. */
    @Override
    public int action(float[] observation) {
        return EpsilonGreedy.argmax(qValues(observation));
    }

    /** Writes one observation, scaled, into another array. */
    void scale(float[] from, int offset, float[] to, int toOffset) {
        for (int i = 0; i < online.inputs(); i++) {
            to[toOffset + i] = scale.length == 0 ? from[offset + i] : from[offset + i] * scale[i];
        }
    }

    /**
     * One update on a batch of scaled observations.
     *
     * @param targets gets the target of each row
     * @param tdErrors gets target - Q(s, a) of each row, as before the update
     * @return the loss before the update; NaN, and nothing is changed, where the targets are no longer finite numbers
     */
    double learn(Batch batch, double learningRate, float[] targets, float[] tdErrors) {
        if (qNextTarget.length == 0) { // an agent that was loaded only plays
            qNextOnline = new float[batch.size() * online.outputs()];
            qNextTarget = qNextOnline.clone();
        }
        target.predict(batch.nextObservations, batch.size(), qNextTarget);
        float[] selecting = qNextTarget;
        if (config.doubleDqn() && target != online) {
            online.predict(batch.nextObservations, batch.size(), qNextOnline);
            selecting = qNextOnline;
        }
        if (!finite(selecting) || !finite(qNextTarget)) {
            return Double.NaN;
        }
        targets(batch, selecting, qNextTarget, online.outputs(), targets);
        if (!finite(targets)) {
            return Double.NaN;
        }
        return online.update(
                batch.observations, batch.actions, targets, batch.weights, batch.size(), learningRate, tdErrors);
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
     * y = r + discount * Q_target(s', argmax Q_selecting(s')), in float. Selecting with the target network is DQN's maximum;
     * with the online network it is Double DQN (van Hasselt et al. 2016, equation 4). A terminated row has discount 0: nothing
     * comes after it.
     */
    static void targets(Batch batch, float[] selecting, float[] evaluating, int actions, float[] out) {
        for (int i = 0; i < batch.size(); i++) {
            int next = EpsilonGreedy.argmax(selecting, i * actions, actions);
            out[i] = batch.rewards[i] + batch.discounts[i] * evaluating[i * actions + next];
        }
    }

    /** Lets the target network follow, after {@code updates} updates of the online network. */
    void follow(long updates) {
        if (config.target() instanceof TargetUpdate.Every every && updates % every.updates() == 0) {
            target.copyFrom(online);
        } else if (config.target() instanceof TargetUpdate.Soft soft) {
            target.blendFrom(online, soft.tau());
        }
    }

    /** Refuses a network that cannot be in what is left of a file, before it is made: a few bytes could ask for gigabytes. */
    static void requireNetwork(DataInputStream in, Architecture architecture) throws IOException {
        if (architecture.parameterCount() > in.available() / Float.BYTES) {
            throw new IOException(
                    "a network of " + architecture.parameterCount() + " parameters in " + in.available() + " bytes");
        }
    }

    /** Writes configuration and online network, whole or not at all: a file that was there before stays until the new one is complete. */
    public void save(Path file) throws IOException {
        SavedFile.write(file, MAGIC, VERSION, this::write);
    }

    void write(DataOutputStream out) throws IOException {
        SavedFile.writeText(out, config.toString());
        out.writeInt(online.inputs());
        out.writeInt(online.outputs());
        online.write(out);
    }

    /** @throws IOException with the reason, if the file is not a whole agent that this version knows */
    public static DqnAgent load(Path file) throws IOException {
        return SavedFile.read(file, MAGIC, VERSION, in -> {
            DqnConfig config = DqnConfig.parse(SavedFile.readText(in));
            int inputs = in.readInt();
            int actions = in.readInt();
            requireNetwork(in, config.architecture(inputs, actions));
            DqnAgent agent = new DqnAgent(config, inputs, actions, new Pcg64(0));
            agent.online.read(in);
            agent.target.copyFrom(agent.online);
            return agent;
        });
    }
}
