<?php
// Installs WordPress into its empty database and publishes the posts of a JSON file.
//   php publish.php SITE-FOLDER URL THEME POSTS.json
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url($argv[2], PHP_URL_HOST) . ':' . parse_url($argv[2], PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
// In the global scope, as WordPress wants it; it sets $theme, $posts and the like there.
require "$argv[1]/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
publish($argv[2], $argv[3], json_decode(file_get_contents($argv[4]), true));

function publish(string $url, string $theme, array $posts): void
{
    global $wp_rewrite;
    wp_install('ข่าวรางวัลภาครัฐ', 'editor', 'editor@example.org', true, '', wp_generate_password());
    update_option('siteurl', $url);
    update_option('home', $url);
    update_option('timezone_string', 'Asia/Bangkok');
    update_option('blogdescription', 'รางวัล “ดีเด่น” & ข่าว');
    switch_theme($theme);
    foreach (get_posts(['post_type' => 'any', 'numberposts' => -1, 'post_status' => 'any']) as $sample) {
        wp_delete_post($sample->ID, true);
    }
    foreach ($posts as $post) {
        $id = wp_insert_post(wp_slash([
            'post_title' => $post['title'],
            'post_content' => $post['content'],
            'post_date' => $post['date'],
            'post_status' => $post['status'],
            'post_type' => $post['type'],
            'post_password' => $post['password'],
            'post_name' => $post['slug'],
            'post_category' => [wp_create_category($post['category'])],
        ]), true);
        if (is_wp_error($id)) {
            fwrite(STDERR, $id->get_error_message() . "\n");
            exit(1);
        }
    }
    $wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%postname%/');
    $wp_rewrite->flush_rules(false);
    echo count($posts), " posts";
}
