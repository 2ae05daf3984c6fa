//DEPS org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1
//DEPS org.nd4j:nd4j-native-platform:1.0.0-M2.1
//DEPS org.slf4j:slf4j-nop:1.7.36
// Deep Q-learning on one page. Start: mvn compile exec:java, or: jbang Play.java
import java.util.*;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

public class Play {
    public static void main(String[] args) throws Exception {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed).updater(new Adam(0.002))
                .weightInit(WeightInit.RELU_UNIFORM).activation(Activation.RELU).list()
                .layer(new DenseLayer.Builder().nIn(4).nOut(32).build())
                .layer(new DenseLayer.Builder().nIn(32).nOut(32).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(32).nOut(2)
                        .activation(Activation.IDENTITY).build()).build());
        net.init();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1); // small nets
        Dqn dqn = new Dqn(CartPole::new, new float[] {1 / 2.4f, .5f, 1 / .2095f, .5f}, net, seed);
        for (double mean = 0; mean < 490 && dqn.step < 20_000; ) { // until a test is passed
            dqn.train(dqn.step + 250);
            mean = test(dqn, CartPole::new, 10, 1_000L * dqn.step);
            System.out.printf("%,6d steps: test %3.0f, Q %4.1f, loss %.2f%n", dqn.step, mean,
                    dqn.q(new float[4]).maxNumber(), net.score());
            if (mean >= 490) mean = test(dqn, CartPole::new, 100, 1_000L * dqn.step + 10);
        }
        System.out.printf("100 games: %.1f%n", test(dqn, CartPole::new, 100, 1_000_000_000));
        net.save(new java.io.File("cartpole.zip"));
    }
    static double test(Dqn dqn, Supplier<Environment<float[]>> game, int games, long seed) {
        List<Environment<float[]>> on = new ArrayList<>(); // side by side, without exploring
        List<float[]> s = new ArrayList<>();
        while (on.size() < games) on.add(game.get());
        for (int i = 0; i < games; i++) s.add(dqn.scaled(on.get(i).reset(seed + i)));
        double sum = 0;
        while (!on.isEmpty()) {
            int[] actions = dqn.q(s.toArray(float[][]::new)).argMax(1).toIntVector();
            for (int i = actions.length - 1; i >= 0; i--) { // from the back: some leave
                Step<float[]> now = on.get(i).step(actions[i]);
                sum += now.reward();
                s.set(i, dqn.scaled(now.observation()));
                if (now.ended()) { on.remove(i); s.remove(i); }
            }
        }
        return sum / games;
    }
}

// begin
class Dqn { // deep Q-learning, Mnih et al. 2015
    record Transition(float[] s, int action, float reward, float[] next, boolean terminated) {}
    double gamma = 0.99, leastEpsilon = 0.1, sum; // sum: of this game's rewards so far
    int batch = 64, warmUp = 500, copyEvery = 100, exploring = 5_000, actions, step;
    MultiLayerNetwork online, target;
    Transition[] ring = new Transition[20_000];
    List<double[]> log = new ArrayList<>(); // of each game: step at its end, return, loss
    Environment<float[]> game;
    float[] scale, s;
    Random random;

    Dqn(Supplier<Environment<float[]>> game, float[] scale, MultiLayerNetwork net, long seed) {
        this.game = game.get();
        this.scale = scale;
        online = net; target = net.clone();
        actions = net.layerSize(net.getnLayers() - 1);
        random = new Random(seed);
        s = scaled(this.game.reset(seed));
    }
    float[] scaled(float[] observation) {
        float[] result = observation.clone();
        for (int i = 0; i < result.length; i++) result[i] *= scale[i];
        return result;
    }
    INDArray q(float[]... states) { return online.output(Nd4j.create(states)); } // rows of Q
    void train(int until) { // goes on where it stopped
        while (step < until) {
            // 1, 2: the action with the largest Q-value, or with probability epsilon any
            double epsilon = Math.max(leastEpsilon, 1 - (1 - leastEpsilon) * step / exploring);
            boolean explore = random.nextDouble() < epsilon;
            int action = explore ? random.nextInt(actions) : q(s).argMax(1).getInt(0);
            // 3: act, and remember what came of it; truncated is not terminated
            Step<float[]> now = game.step(action);
            float[] next = scaled(now.observation());
            ring[step++ % ring.length] =
                    new Transition(s, action, (float) now.reward(), next, now.terminated());
            sum += now.reward();
            if (now.ended()) { log.add(new double[] {step, sum, online.score()}); sum = 0; }
            s = now.ended() ? scaled(game.reset()) : next;
            if (step < warmUp) continue;
            // 4: a random batch of what is remembered
            Transition[] drawn = new Transition[batch];
            Arrays.setAll(drawn, i -> ring[random.nextInt(Math.min(step, ring.length))]);
            float[][] states = Arrays.stream(drawn).map(t -> t.s).toArray(float[][]::new);
            float[][] nexts = Arrays.stream(drawn).map(t -> t.next).toArray(float[][]::new);
            // 5: the targets, for the actions that were taken
            float[] nextQ = target.output(Nd4j.create(nexts)).max(1).toFloatVector();
            float[][] y = new float[batch][actions], mask = new float[batch][actions];
            for (int i = 0; i < batch; i++) {
                double future = drawn[i].terminated ? 0 : gamma * nextQ[i];
                y[i][drawn[i].action] = (float) (drawn[i].reward + future);
                mask[i][drawn[i].action] = 1;
            }
            // 6: one step down the squared error
            online.fit(Nd4j.create(states), Nd4j.create(y), null, Nd4j.create(mask));
            // 7: now and then the target network becomes what the online network is
            if (step % copyEvery == 0) target.setParams(online.params());
        } // 8: again
    }
}
// end

interface Environment<S> { S reset(long seed); S reset(); Step<S> step(int action); }
record Step<S>(S observation, double reward, boolean terminated, boolean truncated) {
    boolean ended() { return terminated || truncated; }
}

class CartPole implements Environment<float[]> { // a pole on a cart: Gymnasium's CartPole-v1
    double x, v, angle, spin, steps;
    SplittableRandom random; // Random begins alike for neighboring seeds
    public float[] reset(long seed) { random = new SplittableRandom(seed); return reset(); }
    public float[] reset() {
        double[] s = random.doubles(4, -0.05, 0.05).toArray();
        x = s[0]; v = s[1]; angle = s[2]; spin = s[3]; steps = 0; return seen();
    }
    float[] seen() { return new float[] {(float) x, (float) v, (float) angle, (float) spin}; }
    public Step<float[]> step(int action) {
        double cos = Math.cos(angle), sin = Math.sin(angle);
        double push = ((action == 1 ? 10 : -10) + 0.05 * spin * spin * sin) / 1.1;
        double twist = (9.8 * sin - cos * push) / (0.5 * (4.0 / 3 - 0.1 * cos * cos / 1.1));
        x += 0.02 * v;
        v += 0.02 * (push - 0.05 * twist * cos / 1.1);
        angle += 0.02 * spin;
        spin += 0.02 * twist;
        boolean fell = Math.abs(x) > 2.4 || Math.abs(angle) > Math.toRadians(12);
        return new Step<>(seen(), 1, fell, ++steps >= 500);
    }
}
